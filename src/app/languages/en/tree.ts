export const tree = {
  plant: 'Plant',
  find: 'Find machine or tag',
  nothing: 'Nothing is called “{{search}}”. Try a part of the name, a nickname or a tag.',
  machines: 'Machines',
} as const;
