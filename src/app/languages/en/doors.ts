export const doors = {
  connecting: 'Connecting to the gateway…',
  connectingLabel: 'Connecting',
  notSignedIn: 'Not signed in',
  noSignIn: 'This browser has no sign-in for this plant, or it has run out.',
  openLink: 'Open the sign-in link that {{command}} printed. It works once.',
  newLink: "If it was used already, print a new one on the gateway's machine:",
  noMachines: 'This plant has no machines yet.',
  addMachines:
    'Add areas, lines and machines to its plant file, check it with {{command}}, and start the gateway again.',
} as const;
