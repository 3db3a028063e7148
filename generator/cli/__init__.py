"""The command `nhatthehoa`: the only place that prints or exits."""
