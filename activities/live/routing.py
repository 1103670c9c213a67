"""Socket addresses; anything else is unknown."""

from django.urls import path, re_path

from activities.live.consumers import RoomConsumer, ScreenConsumer, Unknown

websocket_urlpatterns = [
    path("ws/rooms/<uuid:room>/", RoomConsumer.as_asgi()),
    path("ws/rooms/<uuid:room>/screen/", ScreenConsumer.as_asgi()),
    re_path(r"", Unknown.as_asgi()),
]
