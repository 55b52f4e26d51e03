"""Who handed things in, and what units sent."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("store", "0006_versions")]
    operations = []
