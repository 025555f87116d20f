export const common = {
  said: '{{text}}',
  two: '{{one}}; {{other}}',
};
