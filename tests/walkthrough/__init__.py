"""The planner's desk used as a new user would, under a screen of its own, with real mouse and keyboard.

`python -m tests.walkthrough FOLDER` writes numbered pictures into FOLDER. It needs Xvfb, a window manager
(openbox) and xdotool, and is run by hand: the suite tests each gesture through the smallest door.
"""
