//! Thumbnails of attached pictures: decoded, scaled, turned upright. Originals are never changed.

use krilla::image::{BitsPerComponent, CustomImage, Image, ImageColorspace};
use png::{ColorType, Decoder, Transformations};
use std::io::Cursor;
use std::sync::Arc;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// Largest file that is decoded, in bytes.
pub(super) const LARGEST_FILE: u64 = 32 * 1024 * 1024;
/// Most pixels that are decoded: a photo of 24 megapixels takes 72 MB for a moment.
const MOST_PIXELS: u64 = 26_000_000;
/// Most pixels of a JPEG that comes in several passes: its coefficients stand in memory as well, in all 9 bytes a pixel,
/// 117 MB.
const MOST_PROGRESSIVE_PIXELS: u64 = 13_000_000;
/// Longest side that is decoded.
const LONGEST_SIDE: u32 = 32_000;

/// Why there is no thumbnail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PictureProblem {
    /// The bytes are not the picture that they begin as.
    Unreadable,
    /// It is of a kind that is not decoded here, and may be sound.
    NotShown,
    /// Decoding would take too much memory.
    TooLarge,
}

/// Whether files of this type get a thumbnail, or a box that says why not.
pub(super) fn is_picture(media_type: &str) -> bool {
    media_type.starts_with("image/")
}

/// A picture of red, green and blue bytes.
#[derive(Clone, Hash)]
struct Pixels {
    width: u32,
    height: u32,
    bytes: Arc<Vec<u8>>,
}

impl CustomImage for Pixels {
    fn color_channel(&self) -> &[u8] {
        &self.bytes
    }

    fn alpha_channel(&self) -> Option<&[u8]> {
        None
    }

    fn bits_per_component(&self) -> BitsPerComponent {
        BitsPerComponent::Eight
    }

    fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    fn icc_profile(&self) -> Option<&[u8]> {
        None
    }

    fn color_space(&self) -> ImageColorspace {
        ImageColorspace::Rgb
    }
}

/// Decodes a PNG or JPEG and scales it to at most `box_width` by `box_height` pixels.
pub(super) fn thumbnail(
    bytes: &[u8],
    media_type: &str,
    box_width: u32,
    box_height: u32,
) -> Result<Image, PictureProblem> {
    let pixels = match media_type {
        "image/png" => png(bytes, box_width, box_height)?,
        "image/jpeg" => jpeg(bytes, box_width, box_height)?,
        _ => return Err(PictureProblem::NotShown),
    };
    Image::from_custom(pixels, false).map_err(|_| PictureProblem::Unreadable)
}

fn png(bytes: &[u8], box_width: u32, box_height: u32) -> Result<Pixels, PictureProblem> {
    let unreadable = |_| PictureProblem::Unreadable;
    let mut decoder = Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    let mut reader = decoder.read_info().map_err(unreadable)?;
    let (width, height) = (reader.info().width, reader.info().height);
    check_size(width, height, MOST_PIXELS)?;
    let samples = reader.output_color_type().0.samples();
    let mut scaler = Scaler::new(width, height, box_width, box_height);
    if reader.info().interlaced {
        let size = reader.output_buffer_size().ok_or(PictureProblem::TooLarge)?;
        let mut frame = vec![0; size];
        reader.next_frame(&mut frame).map_err(unreadable)?;
        for row in frame.chunks_exact(row_length(width, samples)?) {
            scaler.row(row, samples);
        }
    } else {
        while let Some(row) = reader.next_row().map_err(unreadable)? {
            scaler.row(row.data(), samples);
        }
    }
    debug_assert!(matches!(
        reader.output_color_type().0,
        ColorType::Grayscale | ColorType::GrayscaleAlpha | ColorType::Rgb | ColorType::Rgba
    ));
    Ok(scaler.finish())
}

fn jpeg(bytes: &[u8], box_width: u32, box_height: u32) -> Result<Pixels, PictureProblem> {
    let unreadable = |_| PictureProblem::Unreadable;
    // Without the processor's own instructions the same file gives the same pixels on every phone.
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::RGB)
        .set_use_unsafe(false)
        .set_max_width(usize::try_from(LONGEST_SIDE).unwrap_or(usize::MAX))
        .set_max_height(usize::try_from(LONGEST_SIDE).unwrap_or(usize::MAX));
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(unreadable)?;
    let info = decoder.info().ok_or(PictureProblem::Unreadable)?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    let most = if info.sof.is_progressive() { MOST_PROGRESSIVE_PIXELS } else { MOST_PIXELS };
    check_size(width, height, most)?;
    let frame = decoder.decode().map_err(unreadable)?;
    let turn = decoder.exif().and_then(|exif| orientation(exif)).unwrap_or(1);
    // The box is for the upright picture.
    let (box_width, box_height) =
        if turn >= 5 { (box_height, box_width) } else { (box_width, box_height) };
    let mut scaler = Scaler::new(width, height, box_width, box_height);
    for row in frame.chunks_exact(row_length(width, 3)?) {
        scaler.row(row, 3);
    }
    Ok(upright(scaler.finish(), turn))
}

fn check_size(width: u32, height: u32, most_pixels: u64) -> Result<(), PictureProblem> {
    let pixels = u64::from(width).saturating_mul(u64::from(height));
    if pixels == 0 {
        Err(PictureProblem::Unreadable)
    } else if pixels > most_pixels || width.max(height) > LONGEST_SIDE {
        Err(PictureProblem::TooLarge)
    } else {
        Ok(())
    }
}

fn row_length(width: u32, samples: usize) -> Result<usize, PictureProblem> {
    usize::try_from(width)
        .ok()
        .and_then(|width| width.checked_mul(samples))
        .filter(|length| *length > 0)
        .ok_or(PictureProblem::TooLarge)
}

/// Averages the pixels that fall into one pixel of the thumbnail, row by row.
struct Scaler {
    source_height: u32,
    width: u32,
    height: u32,
    /// Column of the thumbnail for each column of the source.
    columns: Vec<usize>,
    /// Rows taken so far.
    taken: u32,
    /// Row of the thumbnail that the sums belong to.
    current: u32,
    sums: Vec<[f32; 4]>,
    bytes: Vec<u8>,
}

impl Scaler {
    fn new(source_width: u32, source_height: u32, box_width: u32, box_height: u32) -> Self {
        let (width, height) = scaled(source_width, source_height, box_width, box_height);
        let columns = (0..source_width)
            .map(|column| usize::try_from(scale(column, width, source_width)).unwrap_or(0))
            .collect();
        Self {
            source_height,
            width,
            height,
            columns,
            taken: 0,
            current: 0,
            sums: vec![[0.0; 4]; usize::try_from(width).unwrap_or(0)],
            bytes: Vec::new(),
        }
    }

    /// Takes the next row of the source; `samples` bytes a pixel: grey, grey and alpha, RGB, or RGB and alpha.
    fn row(&mut self, row: &[u8], samples: usize) {
        if self.taken >= self.source_height {
            return;
        }
        let target = scale(self.taken, self.height, self.source_height);
        if target != self.current {
            self.flush();
            self.current = target;
        }
        self.taken = self.taken.saturating_add(1);
        for (pixel, column) in row.chunks_exact(samples).zip(&self.columns) {
            let (color, alpha) = match *pixel {
                [grey] => ([grey; 3], 255),
                [grey, alpha] => ([grey; 3], alpha),
                [red, green, blue] => ([red, green, blue], 255),
                [red, green, blue, alpha] => ([red, green, blue], alpha),
                _ => ([255; 3], 255),
            };
            let Some([red, green, blue, count]) = self.sums.get_mut(*column) else { continue };
            let share = f32::from(alpha) / 255.0;
            for (sum, value) in [red, green, blue].into_iter().zip(color) {
                // Clear parts show the paper.
                *sum += f32::from(value) * share + 255.0 * (1.0 - share);
            }
            *count += 1.0;
        }
    }

    fn flush(&mut self) {
        for sum in &mut self.sums {
            let [red, green, blue, count] = *sum;
            for value in [red, green, blue] {
                let mean =
                    if count > 0.0 { (value / count).round().clamp(0.0, 255.0) } else { 255.0 };
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "the line above holds it between 0 and 255"
                )]
                self.bytes.push(mean as u8);
            }
            *sum = [0.0; 4];
        }
    }

    /// The thumbnail; rows that a cut-off file did not give are white.
    fn finish(mut self) -> Pixels {
        self.flush();
        let length = u64::from(self.width).saturating_mul(u64::from(self.height)).saturating_mul(3);
        self.bytes.resize(usize::try_from(length).unwrap_or(0), 255);
        Pixels { width: self.width, height: self.height, bytes: Arc::new(self.bytes) }
    }
}

/// Where `place` of `from` lies among `to`.
fn scale(place: u32, to: u32, from: u32) -> u32 {
    let scaled = u64::from(place)
        .saturating_mul(u64::from(to))
        .checked_div(u64::from(from))
        .unwrap_or_default();
    u32::try_from(scaled).unwrap_or_default().min(to.saturating_sub(1))
}

/// Width and height that fit into the box, never larger than the source, at least one pixel.
fn scaled(width: u32, height: u32, box_width: u32, box_height: u32) -> (u32, u32) {
    let ratio = (f64::from(box_width) / f64::from(width.max(1)))
        .min(f64::from(box_height) / f64::from(height.max(1)))
        .min(1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of at most 1 of a u32"
    )]
    let part = |side: u32| ((f64::from(side) * ratio).round() as u32).max(1);
    (part(width), part(height))
}

/// The orientation of an Exif block, 1 to 8; `None` when it says none.
fn orientation(exif: &[u8]) -> Option<u8> {
    let big = match exif.get(..2)? {
        b"MM" => true,
        b"II" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let bytes: [u8; 2] = exif.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let first: [u8; 4] = exif.get(4..8)?.try_into().ok()?;
    let directory = if big { u32::from_be_bytes(first) } else { u32::from_le_bytes(first) };
    let directory = usize::try_from(directory).ok()?;
    let count = usize::from(short(directory)?);
    (0..count).find_map(|index| {
        let at = directory.checked_add(2)?.checked_add(index.checked_mul(12)?)?;
        if short(at)? != 0x0112 {
            return None;
        }
        let value = u8::try_from(short(at.checked_add(8)?)?).ok()?;
        (1..=8).contains(&value).then_some(value)
    })
}

/// Turns a picture as its Exif orientation asks.
fn upright(pixels: Pixels, turn: u8) -> Pixels {
    if turn <= 1 {
        return pixels;
    }
    let (old_width, old_height) = (pixels.width, pixels.height);
    let (width, height) = if turn >= 5 { (old_height, old_width) } else { (old_width, old_height) };
    let mut bytes = Vec::with_capacity(pixels.bytes.len());
    for y in 0..height {
        for x in 0..width {
            let mirrored_x = old_width.saturating_sub(1);
            let mirrored_y = old_height.saturating_sub(1);
            let (from_x, from_y) = match turn {
                2 => (mirrored_x.saturating_sub(x), y),
                3 => (mirrored_x.saturating_sub(x), mirrored_y.saturating_sub(y)),
                4 => (x, mirrored_y.saturating_sub(y)),
                5 => (y, x),
                6 => (y, mirrored_y.saturating_sub(x)),
                7 => (mirrored_x.saturating_sub(y), mirrored_y.saturating_sub(x)),
                _ => (mirrored_x.saturating_sub(y), x),
            };
            let pixel = u64::from(from_y)
                .saturating_mul(u64::from(old_width))
                .saturating_add(u64::from(from_x));
            let at = usize::try_from(pixel.saturating_mul(3)).unwrap_or(usize::MAX);
            let color = pixels.bytes.get(at..at.saturating_add(3)).unwrap_or(&[255; 3]);
            bytes.extend_from_slice(color);
        }
    }
    Pixels { width, height, bytes: Arc::new(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 8 by 8 pixels, made by `convert -size 8x8 gradient:red-blue -interlace JPEG -quality 60 -strip`.
    const PROGRESSIVE: &[u8] = include_bytes!("../../../tests/data/pictures/progressive.jpg");

    /// The same file with another size in its head and the code of another kind of frame.
    fn changed(frame: u8, height: u16, width: u16) -> Vec<u8> {
        let mut bytes = PROGRESSIVE.to_vec();
        let at = bytes.windows(2).position(|pair| pair == [0xff, 0xc2]).expect("it is there");
        let head = &mut bytes[at..];
        head[1] = frame;
        head[5..7].copy_from_slice(&height.to_be_bytes());
        head[7..9].copy_from_slice(&width.to_be_bytes());
        bytes
    }

    #[test]
    fn a_photo_in_several_passes_is_refused_at_half_the_size_of_a_plain_one() {
        let problem = |bytes: &[u8]| thumbnail(bytes, "image/jpeg", 100, 100).err();
        assert_eq!(problem(PROGRESSIVE), None);
        assert_eq!(problem(&changed(0xc2, 3_600, 3_700)), Some(PictureProblem::TooLarge));
        assert_ne!(problem(&changed(0xc0, 3_600, 3_700)), Some(PictureProblem::TooLarge));
        assert_eq!(problem(&changed(0xc0, 5_000, 5_300)), Some(PictureProblem::TooLarge));
    }
}
