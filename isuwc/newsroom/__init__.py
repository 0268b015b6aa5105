"""The admin's site as this project has it: how one signs in, and what every list of it refuses."""
