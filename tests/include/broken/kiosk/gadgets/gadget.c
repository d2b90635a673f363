int gadget;
