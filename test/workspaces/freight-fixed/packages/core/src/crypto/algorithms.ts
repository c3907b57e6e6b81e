/** Which algorithm is used for what. */
export const Algorithms = {
  checksum: 'sha256',
  accessKey: 'sha512',
} as const;
