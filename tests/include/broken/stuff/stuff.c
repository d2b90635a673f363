int stuff;
