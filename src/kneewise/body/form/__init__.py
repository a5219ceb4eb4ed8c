"""Form from a video: what one phone can measure of how somebody runs, each with its error.

Importing this loads nothing heavy; OpenCV and the pose model are the extra `video`.
"""
