"""What every app of the shop may use: money, codes, states, text, errors. No models, no Django apps."""
