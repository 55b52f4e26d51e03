"""What a model wrote, with which prompt."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("store", "0012_delivery")]
    operations = []
