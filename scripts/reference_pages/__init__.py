"""The generated pages: every module returns path → text of its own."""
