"""DynamoDB global tables: a table in the pair's first Region and its replica in the second."""
