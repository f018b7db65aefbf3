-- Nothing asks for the imports of one key: the index is written and never read.

drop index imports_by_key;
