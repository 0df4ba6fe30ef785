"""Views: read the request, call one function below, render one fragment."""
