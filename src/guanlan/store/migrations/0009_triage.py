"""What is worth an editor's look."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("store", "0008_joins")]
    operations = []
