/** How the calls of the dialogues reach the gateway; `--help` says what each one does. */
export const DRIVE_MODES = ['plain', 'doubled', 'lost', 'together'] as const;

export type DriveMode = (typeof DRIVE_MODES)[number];
