"""One test module for each clause of the policy: what it says, and that the program does it."""
