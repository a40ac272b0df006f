"""The phone page: registration and activation on the reader's own phone, served by the program itself."""
