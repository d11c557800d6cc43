#include "freertos/idf.h"
