/** Which algorithm is used for what. */
export const Algorithms = {
  checksum: 'sha256',
  accessKey: 'md5',
} as const;
