#include "press/coding.h"

#include <brotli/decode.h>
#include <brotli/encode.h>
#include <zlib.h>

#include <memory>

#include "base/result.h"

namespace allmende::press {

namespace {

constexpr int kDeflateLevel = 7;  // 8 and 9 take twice the time for a hundredth
constexpr int kRawWindow = -15;
constexpr int kDeflateMemory = 9;
constexpr std::size_t kWindow = 32 * 1024;

constexpr std::uint32_t kBrotliQuality = 5;  // takes as long as deflate
constexpr std::uint32_t kBrotliWindow = 18;  // 256 kB: no page is longer

}  // namespace

std::string_view gzip_header() {
  // No name, no time, made on Unix (RFC 1952, 2.3).
  static constexpr char kHeader[] = {'\x1f', '\x8b', 8, 0, 0, 0, 0, 0, 0, 3};
  return {kHeader, sizeof kHeader};
}

std::string deflate_part(std::string_view part, std::string_view before, bool is_last) {
  z_stream stream = {};
  int begun = deflateInit2(&stream, kDeflateLevel, Z_DEFLATED, kRawWindow, kDeflateMemory,
                           Z_DEFAULT_STRATEGY);
  VERIFY(begun == Z_OK);
  if (before.size() > kWindow) before.remove_prefix(before.size() - kWindow);
  if (!before.empty()) {
    deflateSetDictionary(&stream, reinterpret_cast<Bytef const*>(before.data()),
                         static_cast<uInt>(before.size()));
  }
  constexpr std::size_t kFlush = 16;
  std::string out(deflateBound(&stream, part.size()) + kFlush, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(part.data()));
  stream.avail_in = static_cast<uInt>(part.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  int ended = deflate(&stream, is_last ? Z_FINISH : Z_SYNC_FLUSH);
  bool whole = ended == (is_last ? Z_STREAM_END : Z_OK) && stream.avail_in == 0;
  out.resize(stream.total_out);
  deflateEnd(&stream);
  VERIFY(whole);
  return out;
}

std::string brotli_part(std::string_view part, std::size_t offset, bool is_last) {
  // The part at offset 0 brings the stream's header; an empty one before it must not bring another.
  if (part.empty() && !is_last) return {};
  std::unique_ptr<BrotliEncoderState, void (*)(BrotliEncoderState*)> encoder(
      BrotliEncoderCreateInstance(nullptr, nullptr, nullptr), BrotliEncoderDestroyInstance);
  BrotliEncoderSetParameter(encoder.get(), BROTLI_PARAM_QUALITY, kBrotliQuality);
  BrotliEncoderSetParameter(encoder.get(), BROTLI_PARAM_LGWIN, kBrotliWindow);
  BrotliEncoderSetParameter(encoder.get(), BROTLI_PARAM_STREAM_OFFSET,
                            static_cast<std::uint32_t>(offset));
  std::string out(BrotliEncoderMaxCompressedSize(part.size()) + 64, '\0');
  std::size_t left = part.size();
  std::size_t room = out.size();
  auto const* in = reinterpret_cast<std::uint8_t const*>(part.data());
  auto* next = reinterpret_cast<std::uint8_t*>(out.data());
  auto operation = is_last ? BROTLI_OPERATION_FINISH : BROTLI_OPERATION_FLUSH;
  bool done = BrotliEncoderCompressStream(encoder.get(), operation, &left, &in, &room, &next,
                                          nullptr) == BROTLI_TRUE;
  VERIFY(done && left == 0 && BrotliEncoderHasMoreOutput(encoder.get()) == BROTLI_FALSE);
  out.resize(out.size() - room);
  return out;
}

std::string decoded(Coding coding, std::string_view stream, std::size_t size) {
  std::string out(size, '\0');
  auto* to = reinterpret_cast<std::uint8_t*>(out.data());
  auto const* from = reinterpret_cast<std::uint8_t const*>(stream.data());
  if (coding == Coding::brotli) {
    bool done = BrotliDecoderDecompress(stream.size(), from, &size, to) == BROTLI_DECODER_RESULT_SUCCESS;
    VERIFY(done && size == out.size());
    return out;
  }
  VERIFY(coding == Coding::gzip);
  constexpr int kGzipWindow = 15 + 16;
  z_stream state = {};
  VERIFY(inflateInit2(&state, kGzipWindow) == Z_OK);
  state.next_in = const_cast<Bytef*>(from);
  state.avail_in = static_cast<uInt>(stream.size());
  state.next_out = to;
  state.avail_out = static_cast<uInt>(size);
  bool done = inflate(&state, Z_FINISH) == Z_STREAM_END && state.total_out == size;
  inflateEnd(&state);
  VERIFY(done);
  return out;
}

std::uint32_t crc_of(std::string_view bytes) {
  return static_cast<std::uint32_t>(
      crc32_z(0, reinterpret_cast<Bytef const*>(bytes.data()), bytes.size()));
}

std::uint32_t crc_share(std::uint32_t crc, std::size_t behind) {
  return static_cast<std::uint32_t>(crc32_combine(crc, 0, static_cast<z_off_t>(behind)));
}

}  // namespace allmende::press
