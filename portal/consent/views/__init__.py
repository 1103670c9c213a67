"""The desk on which words that families read are written and published, and purposes weighed up."""
