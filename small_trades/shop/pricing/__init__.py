"""What things cost: one pure function, whose figures every page, mail and record shows. No Django."""
