#include "boost/fiber/all.hpp"
