"""What queries answer with: frozen rows, ready to show, print or turn into JSON. No ids of deleted things,
no live objects. A row of a list holds the texts a view shows beside the ids an operation needs."""
