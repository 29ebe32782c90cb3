/** The least a function can do: the floor of every figure. */
export const handler = async (): Promise<{ statusCode: number; body: string }> => ({
  statusCode: 200,
  body: '{}',
});
