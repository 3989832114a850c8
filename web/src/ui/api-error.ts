import { ApiError, unexpected } from '../api/problem';

/** Any thrown thing as an error with a sentence. */
export function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : unexpected();
}
