"""The desk: where the trader and the staff run the shop. One module for each screen."""
