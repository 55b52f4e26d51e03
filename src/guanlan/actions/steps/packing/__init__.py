"""What an evidence pack is made of, and the script that checks one: it lies in every pack and stands on its own."""
