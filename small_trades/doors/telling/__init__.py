"""What recipients answer when they are told of a correction, a stop or an erasure."""
