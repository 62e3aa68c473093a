"""The sample district: invented people, groups and activities at the source document's places."""

from config.sample.load import LIBRARY_FOLDER, load_district
from config.sample.records import (
    SampleBelt,
    SampleBranch,
    SampleDistrict,
    SampleGroup,
    SamplePerson,
    SamplePost,
    SampleReport,
    SampleSite,
    SampleStop,
    SampleUnit,
)
from config.sample.reports import past_reports

__all__ = [
    "LIBRARY_FOLDER",
    "SampleBelt",
    "SampleBranch",
    "SampleDistrict",
    "SampleGroup",
    "SamplePerson",
    "SamplePost",
    "SampleReport",
    "SampleSite",
    "SampleStop",
    "SampleUnit",
    "load_district",
    "past_reports",
]
