"""What a promotion means for a table.

Both replicas take writes at any time; of a strong table the gates let one Region's applications through. So
a promotion moves the gates, and sees that an item can be written and read where it moved them to.

AWS: DynamoDB Developer Guide, "Global tables: how they work" and "Monitoring global tables".
"""
