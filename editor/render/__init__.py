"""One turn, start to finish: submit -> dispatch -> pipeline -> plan, call, judge, settle."""
