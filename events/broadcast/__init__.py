"""Who shows what where: listings and showings, their tables in and out, what follows for fans and for the desk."""
