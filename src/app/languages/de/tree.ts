export const tree = {
  plant: 'Werk',
  find: 'Maschine, Messstelle',
  nothing: 'Nichts heißt „{{search}}“. Versuchen Sie einen Teil des Namens, einen Spitznamen oder eine Messstelle.',
  machines: 'Maschinen',
};
