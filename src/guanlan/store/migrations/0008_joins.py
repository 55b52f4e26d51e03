"""What editors joined and split, and what was put to them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("store", "0007_intake")]
    operations = []
