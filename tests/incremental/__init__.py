"""A small newspaper that changes all the time, built beside a clean build of the same folder."""
