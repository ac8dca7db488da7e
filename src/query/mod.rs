//! Floor 3: the read side for the faces.
