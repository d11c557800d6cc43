#include "boost/cobalt.hpp"
