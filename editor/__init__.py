"""The act: prompt, call, judge, show. Records live in `sessions`."""
