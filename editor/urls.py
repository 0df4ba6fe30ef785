"""The web room."""

from django.urls import include, path

urlpatterns = [path("", include("editor.web.urls"))]
handler404 = "editor.web.problems.not_found"
handler500 = "editor.web.problems.server_error"
