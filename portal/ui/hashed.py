"""Static files named by their content, module imports included."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class HashedStatic(ManifestStaticFilesStorage):
    support_js_module_import_aggregation = True
