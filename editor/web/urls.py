"""Every route on one screen."""

from django.urls import path

from editor.web import assets, costs, health, metrics, models, sessions_list, sign_in, status, studio, turns

urlpatterns = [
    path("", sessions_list.home, name="home"),
    path("sign-in", sign_in.sign_in, name="sign-in"),
    path("sign-in/<str:token>", sign_in.with_link, name="sign-in-link"),
    path("sign-out", sign_in.sign_out, name="sign-out"),
    path("healthz", health.alive, name="health"),
    path("metrics", metrics.show, name="metrics"),
    path("status", status.show, name="status"),
    path("status/calls/<int:attempt_id>", status.resolve, name="attempt-resolve"),
    path("costs", costs.show, name="costs"),
    path("costs/<int:year>-<int:month>.csv", costs.download, name="costs-csv"),
    path("models", models.show, name="models"),
    path("sessions", sessions_list.session_list, name="session-list"),
    path("sessions/new", sessions_list.new, name="session-new"),
    path("sessions/start", sessions_list.start, name="session-start"),
    path("sessions/hint", sessions_list.hint, name="start-hint"),
    path("sessions/<int:session_id>", studio.show, name="studio"),
    path("sessions/<int:session_id>/hint", studio.hint, name="session-hint"),
    path("sessions/<int:session_id>/tree", studio.tree, name="studio-tree"),
    path("sessions/<int:session_id>/settings", studio.settings, name="session-settings"),
    path("sessions/<int:session_id>/undo", studio.undo, name="head-undo"),
    path("sessions/<int:session_id>/redo", studio.redo, name="head-redo"),
    path("sessions/<int:session_id>/create", turns.create, name="turn-create"),
    path("sessions/<int:session_id>/upload", turns.upload, name="turn-upload"),
    path("turns/<int:turn_id>/adjust", turns.adjust, name="turn-adjust"),
    path("turns/<int:turn_id>/critique", turns.critique, name="turn-critique"),
    path("turns/<int:turn_id>/finalize", turns.finalize, name="turn-finalize"),
    path("turns/<int:turn_id>/rerender", turns.rerender, name="turn-rerender"),
    path("turns/<int:turn_id>/retry", turns.retry, name="turn-retry"),
    path("turns/<int:turn_id>/cancel", turns.cancel, name="turn-cancel"),
    path("turns/<int:turn_id>/calls/<int:attempt_id>", turns.resolve, name="turn-resolve"),
    path("turns/<int:turn_id>/keep", turns.keep, name="turn-keep"),
    path("turns/<int:turn_id>/continue", turns.continue_from, name="turn-continue"),
    path("turns/<int:turn_id>/download", assets.download, name="turn-download"),
    path("assets/<str:sha256>.<str:suffix>", assets.picture, name="asset"),
    path("assets/<str:sha256>/thumb-<int:edge_px>.webp", assets.thumb, name="asset-thumb"),
]
