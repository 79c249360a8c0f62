#pragma once
// SQLite asks for this header and calls nothing of it.
