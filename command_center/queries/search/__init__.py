"""What `/` finds: names by Chinese, pinyin and initials, tags, coordinates, and matters that are over. No screen."""
