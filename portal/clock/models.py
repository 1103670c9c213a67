"""When each job last ran, so that two schedulers never run one job twice."""

from django.db import models


class Due(models.Model):
    job = models.CharField(max_length=80, primary_key=True)
    ran_at = models.DateTimeField(null=True)
