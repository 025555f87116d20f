/** Why a model is not taken in or given, and what to do. */
export const models = {
  mayNotWrite: 'The gateway may not write into the folder of the plant file. Give it the right to, then try again.',
  readOnly: 'The folder of the plant file can only be read. Copy the plant file to a disk that can be written to.',
  diskFull: "The gateway's disk is full. Make room on it, then try again.",
  shareUsedUp: "The gateway's share of the disk is used up. Make room on it, then try again.",
  fileInTheWay: 'Beside the plant file, "models" is a file and should be a folder. Rename it, then try again.',
  folderMoved: 'The folder of the models was moved or cleared while the model was being written. Try again.',
  busy: 'The gateway is taking in another model. Try again when that is there.',
  folderFull:
    'The folder "models" beside the plant file would have more than {{gigabytes}} GB, and no more is taken. Delete the files in it that the plant file does not name, then try again.',
} as const;
