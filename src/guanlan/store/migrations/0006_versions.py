"""What changed between two states of a page, states of sources, messages."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("store", "0005_evidence")]
    operations = []
