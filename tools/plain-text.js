// Tests compare what is printed, so that nothing is coloured, whatever the terminal or a CI asks for.
delete process.env.FORCE_COLOR;
process.env.NO_COLOR = '1';
