"""A process that builds the sample issue in every format and says the hashes."""

import hashlib
import json

from issue_sample import pictures, sample_issue

from guanlan.publish.render import FORMATS, build
from guanlan.publish.render.docx_template import sample_template

built = {one: build(sample_issue(), None, one, pictures=pictures()) for one in FORMATS}
built["template"] = build(sample_issue(), None, "docx", pictures=pictures(), template=sample_template())
print(json.dumps({one: hashlib.sha256(data).hexdigest() for one, data in built.items()}))
