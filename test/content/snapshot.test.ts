import { createHash } from 'node:crypto';
import { brotliCompressSync, zstdDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentDigest } from '../../lib/content/digest.ts';
import { dropExpired, fieldOf, findEntry, publicNumbers, toMatchEntries } from '../../lib/content/lookup.ts';
import { packedFingerprint, restamp, unpackSnapshot } from '../../lib/content/snapshot.ts';
import { loadIndex } from '../../lib/matching/index.ts';
import { packedSample, sampleContent } from './sample-content.ts';

function opened(packed: Uint8Array) {
  const unpacked = unpackSnapshot(packed);
  if (!unpacked.ok) throw new Error(unpacked.problem);
  return unpacked.snapshot;
}

const reasonOf = (bytes: Uint8Array) => {
  const unpacked = unpackSnapshot(bytes);
  return unpacked.ok ? 'whole' : unpacked.reason;
};

describe('a packed content', () => {
  test('comes back as it was, with an index that answers', () => {
    const content = sampleContent();
    const snapshot = opened(packedSample());
    expect(snapshot.content).toEqual(content);
    expect(snapshot).toMatchObject({
      version: 0,
      digest: contentDigest(content),
      publishedAt: '2026-11-24T00:00:00.000Z',
    });
    expect(loadIndex(snapshot.index).match('fieldc 수수료').candidates[0]?.id).toBe('fieldc-one');
  });

  test('is the same bytes each time it is packed', () => {
    expect(Buffer.compare(packedSample(), packedSample())).toBe(0);
  });

  test('takes a number and a time without being packed again', () => {
    const packed = packedSample();
    const stamped = restamp(packed, 7, '2026-12-01T03:00:00.000Z');
    expect(opened(stamped)).toMatchObject({ version: 7, publishedAt: '2026-12-01T03:00:00.000Z' });
    expect(packedFingerprint(stamped)).toBe(packedFingerprint(packed));
    expect(opened(packed).version).toBe(0);
  });

  test('has a digest that follows the words, not the order of keys', () => {
    const content = sampleContent();
    const reordered = Object.fromEntries(Object.entries(content).reverse()) as typeof content;
    expect(contentDigest(reordered)).toBe(contentDigest(content));
    expect(contentDigest({ ...content, notices: [] })).not.toBe(contentDigest(content));
  });
});

describe('bytes that are no snapshot are refused', () => {
  test('nothing, something else, a piece, a piece of the head', () => {
    const packed = packedSample();
    expect(reasonOf(new Uint8Array())).toBe('empty');
    expect(reasonOf(new TextEncoder().encode('{"version": 1}'))).toBe('foreign');
    expect(reasonOf(packed.subarray(0, 40))).toBe('truncated');
    expect(reasonOf(packed.subarray(0, packed.length - 1))).toBe('corrupt');
    expect(reasonOf(Buffer.concat([packed, Buffer.alloc(1)]))).toBe('corrupt');
  });

  test('one of a later release says to deploy it, one of an earlier says to publish again', () => {
    const later = Buffer.from(packedSample());
    later.writeUInt16LE(3, 4);
    expect(unpackSnapshot(later)).toMatchObject({
      ok: false,
      reason: 'newer',
      problem: expect.stringContaining('Deploy the newer release'),
    });
    later.writeUInt16LE(0, 4);
    expect(unpackSnapshot(later)).toMatchObject({
      ok: false,
      reason: 'older',
      problem: expect.stringContaining('Publish the content again'),
    });
  });

  test('one that the release before wrote, with brotli, is read as it was', () => {
    const packed = Buffer.from(packedSample());
    const plain = zstdDecompressSync(packed.subarray(52));
    const head = packed.subarray(0, 52);
    head.writeUInt16LE(1, 4);
    const body = brotliCompressSync(plain);
    createHash('sha256').update(head.subarray(0, 20)).update(body).digest().copy(head, 20);
    expect(opened(Buffer.concat([head, body]))).toEqual(opened(packedSample()));
  });

  test('one changed bit anywhere', () => {
    const packed = packedSample();
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.nat(7), (at, bit) => {
        const changed = Buffer.from(packed);
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at);
        return reasonOf(changed) !== 'whole';
      }),
      { numRuns: 300 },
    );
  });

  test('any bytes at all', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => reasonOf(bytes) !== 'whole'));
  });
});

describe('reading a content', () => {
  const content = sampleContent();

  test('finds entries and their fields', () => {
    expect(findEntry({ content }, 'fieldb-one')?.title).toBe('fieldb 얼마예요?');
    expect(fieldOf({ content }, 'fieldb-one')?.id).toBe('fieldb');
    expect(findEntry({ content }, 'nobody')).toBeUndefined();
    expect(fieldOf({ content }, 'nobody')).toBeUndefined();
  });

  test('gives the matcher title, phrasings and the words of the answer', () => {
    expect(toMatchEntries(content)[0]).toMatchObject({
      id: 'fielda-one',
      field: 'fielda',
      text: '만 원이에요. 만 원',
    });
  });

  test('knows every number that citizens are shown', () => {
    const spoken = sampleContent({ 'guide.yaml': ['does: 시청이에요.', 'does: 토지분은 031-644-2179예요.'] });
    expect(publicNumbers(spoken).sort()).toEqual(['031-123-4567', '031-644-2179', '031-644-2193', '110']);
  });

  test('shows a notice on its last day and not after', () => {
    expect(dropExpired(content, '2026-12-31').notices.map(({ id }) => id)).toEqual(['n2', 'n1']);
    expect(dropExpired(content, '2027-01-01').notices.map(({ id }) => id)).toEqual(['n1']);
  });
});
